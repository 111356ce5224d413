update approval.rules_revision set recomputing = $1 where only_one
