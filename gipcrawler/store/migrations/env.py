"""What alembic runs to migrate: it uses the connection, and the transaction, that `upgrade` hands over."""

from alembic import context

from gipcrawler.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
