PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE WHERE { kg:ploverCode rdfs:label ?label }
