"""What Alembic runs: the migrations that are missing, on the connection that `guoban.library.opening` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
