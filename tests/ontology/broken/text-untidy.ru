PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA { kg:Person rdfs:comment "A human being"@de }
