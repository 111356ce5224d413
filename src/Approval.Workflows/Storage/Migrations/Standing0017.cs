using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>A step asks whether the account it works for still stands. The text is in 0017_standing.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0017_standing")]
internal sealed class Standing0017 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0017_standing"));
}
