update approval.webhook_endpoint
set enabled = false, disabled_reason = $2, version = version + 1, changed_at = $3
where id = $1 and enabled
