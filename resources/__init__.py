"""What the program ships beside its code: words, templates, themes, icons, rules, fonts."""
