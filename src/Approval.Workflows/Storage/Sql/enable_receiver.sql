delete from approval.outbox_endpoint where endpoint = $1
