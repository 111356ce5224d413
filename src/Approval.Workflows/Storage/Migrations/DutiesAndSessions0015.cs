using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>What officers keep away from, and sessions that their owners can tell apart. The text is in 0015_duties_and_sessions.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0015_duties_and_sessions")]
internal sealed class DutiesAndSessions0015 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0015_duties_and_sessions"));
}
