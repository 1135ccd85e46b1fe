"""Pages and RDF of everything that has an IRI here: `/person/vladimir-putin` and the like."""

from kg.server.things.routes import thing_routes

__all__ = ["thing_routes"]
