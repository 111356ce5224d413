select pg_advisory_xact_lock(hashtextextended('absence:' || $1, 0))
