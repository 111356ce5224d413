update approval.rules_revision set recomputing = null where only_one and recomputing = $1
