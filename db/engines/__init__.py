"""The engines under the store: connections, dialect, foreign errors turned into ours."""
