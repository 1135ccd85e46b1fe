PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA { kg:Animal a owl:Class }
