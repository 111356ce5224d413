insert into approval.data_key (id, name, content) values ($1, $2, $3)
