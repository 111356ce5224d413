using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>People, sessions, API clients and who changed them. The text is in 0009_identity.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0009_identity")]
internal sealed class Identity0009 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0009_identity"));
}
