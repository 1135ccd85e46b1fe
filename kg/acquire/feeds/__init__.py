"""Lists of articles on the web: RSS and Atom feeds, sitemaps; and following them."""
