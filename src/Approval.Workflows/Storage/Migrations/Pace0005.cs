using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Where a step's bytes lie, so that it writes fewer. The text is in 0005_pace.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0005_pace")]
internal sealed class Pace0005 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0005_pace"));
}
