using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>The journal, the projected rows, timers, outbox, kept answers and rules. The text is in 0001_cases.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0001_cases")]
internal sealed class Cases0001 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0001_cases"));
}
