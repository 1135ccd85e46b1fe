PREFIX et: <https://w3id.org/news-kg/type/event/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { et:consult skos:broader et:consult-phone }
