"""The store on a SPARQL 1.1 server.

A server promises less than the embedded engine: a request with several steps may be done in part when it dies, an
answer may get lost after everything was done, and anybody may write. So beside the article graphs there is one graph
of records, `RECORDS`: which articles there are with the digest of each one's graph, which are being changed, how many
commits there were, and who writes. What a commit is about to do also lies in a file of the client's (`journal`) until
it is done.
"""

from kg.store.remote.address import Access, Endpoints, is_address, without_secret
from kg.store.remote.store import RemoteStore

__all__ = ["Access", "Endpoints", "RemoteStore", "is_address", "without_secret"]
