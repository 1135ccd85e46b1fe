PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX test: <urn:test:>

INSERT DATA { GRAPH <urn:test:uses> { <urn:test:query> test:uses kg:acter } }
