PREFIX et: <https://w3id.org/news-kg/type/event/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { et:travel skos:definition ?text } WHERE { et:travel skos:definition ?text FILTER(LANG(?text) = "en") }
