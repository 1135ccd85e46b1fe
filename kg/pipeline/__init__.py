"""The stages put together: from sources into a store, and from a store back to its reasons."""
