using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Roles, grants and row-level security. The text is in 0008_roles.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0008_roles")]
internal sealed class Roles0008 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0008_roles"));
}
