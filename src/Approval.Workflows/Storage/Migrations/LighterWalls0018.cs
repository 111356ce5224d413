using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Policies that cost a step little. The text is in 0018_lighter_walls.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0018_lighter_walls")]
internal sealed class LighterWalls0018 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0018_lighter_walls"));
}
