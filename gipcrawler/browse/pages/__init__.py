"""One page a module: `page(asked)` asks the store, and fills the template of the same name."""
