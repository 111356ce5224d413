using Npgsql;

namespace Approval.Workflows.Storage.Access;

/// <summary>Refuses to serve from behind walls that do not stand.</summary>
public static class Walls
{
    /// <exception cref="InvalidOperationException">The service's login could pass the walls.</exception>
    public static async Task RequireAsync(NpgsqlDataSource service, CancellationToken cancellation = default)
    {
        await using var command = service.CreateCommand(
            """
            select case
              when r.rolsuper or r.rolbypassrls then 'is a superuser or bypasses row-level security'
              when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'approval' and c.relkind = 'r' and pg_has_role(c.relowner, 'member')) then 'may act as the owner of the tables'
              when has_table_privilege('approval.case_event', 'update, delete, truncate') then 'may change the journal'
              when not has_table_privilege('approval.case_event', 'insert') then 'has not the rights of approval_service'
            end, current_user::text
            from pg_roles r where r.rolname = current_user
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation) && !reader.IsDBNull(0))
        {
            throw new InvalidOperationException($"The service must not connect to the database as {reader.GetString(1)}, which {reader.GetString(0)}. See docs/operations.md, Logins of the database.");
        }
    }
}
