select exists (select from approval.person where id = $1 and stamp = $3 and enabled)
    or exists (select from approval.api_client where id = $2 and stamp = $3 and enabled)
