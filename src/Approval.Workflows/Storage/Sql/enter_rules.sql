select number, publication, published_by, published_at from approval.enter_rules()
