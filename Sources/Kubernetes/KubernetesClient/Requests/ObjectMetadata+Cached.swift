extension ObjectMetadata: CachedObject {}
