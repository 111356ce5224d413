-- What a correction brought. Most steps have none.
update approval.permit_case c set application = u.application from unnest($1::uuid[], $2::bytea[]) as u(id, application) where c.id = u.id
