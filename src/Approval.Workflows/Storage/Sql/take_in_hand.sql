select set_config('approval.in_hand', $1, true)
