PREFIX et: <https://w3id.org/news-kg/type/event/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { et:material-conflict skos:member et:protest }
