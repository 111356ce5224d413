select content from approval.data_key order by id
