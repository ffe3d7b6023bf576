"""Parts of the place 共建."""
