PREFIX ot: <https://w3id.org/news-kg/type/office/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { ot:minister skos:inScheme ot:scheme }
