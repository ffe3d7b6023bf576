"""Parts of the place 服务."""
