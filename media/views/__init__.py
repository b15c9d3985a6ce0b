"""Pages of files, the uploader's addresses, and delivery on the content origin."""
