namespace Approval.Engine.Tasks;

/// <summary>代理: while a person is away somebody else may do that person's tasks, in the own name and on the absent person's behalf.</summary>
/// <param name="Through">The last day away.</param>
public sealed record Absence(string Person, string PersonName, string Substitute, DateOnly From, DateOnly Through)
{
    public bool Covers(DateOnly day) => From <= day && day <= Through;
}
