select set_config('approval.principal', coalesce($1, ''), true), set_config('approval.organisation', coalesce($2, ''), true),
       set_config('approval.office_from', coalesce($3, ''), true), set_config('approval.office_to', coalesce($4, ''), true),
       set_config('approval.acting_office', coalesce($5, ''), true), set_config('approval.partner', coalesce($6, ''), true),
       set_config('approval.writes', coalesce($7, ''), true), set_config('approval.supervises', coalesce($8, ''), true),
       set_config('approval.audits', coalesce($9, ''), true), set_config('approval.tracked', coalesce($10, ''), true)
