"""
Runs the panel on one bare machine: real PostgreSQL and Valkey, web, worker, sweep and a mailbox.

Nothing here knows what the panel does; it is never needed where `DATABASE_URL` and `REDIS_URL`
name real servers.
"""
