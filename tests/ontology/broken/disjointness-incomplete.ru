PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE DATA { kg:Person owl:disjointWith kg:Place }
