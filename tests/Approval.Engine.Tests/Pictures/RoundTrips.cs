using System.Text.Json;
using Approval.Engine.Pictures;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Pictures.Importing;
using Approval.Engine.Procedures;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Pictures;

/// <summary>What is exported and imported again is the same chain.</summary>
public class RoundTrips
{
    [TestCaseSource(typeof(Published), nameof(Published.Versions))]
    public void Every_published_chain_comes_back(string version)
    {
        var procedure = Published.Procedure(version);

        var import = BpmnImport.Read(BpmnXml.Write(ProcedurePicture.Of(procedure)));

        Assert.That(import.Findings, Is.Empty);
        Assert.That(Text(import.Chain!), Is.EqualTo(Text(procedure.Chain)));
    }

    [Test]
    public void Every_chain_comes_back() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Chains.Arbitrary, chain =>
        {
            var import = BpmnImport.Read(BpmnXml.Write(ProcedurePicture.Of(Chains.Licence(chain))));
            return (import.IsRead && Text(import.Chain) == Text(chain)).Label(import.IsRead ? $"{Text(chain)}\n{Text(import.Chain)}" : string.Join('\n', import.Findings));
        }));

    /// <summary>A member that the export does not know would be lost in silence: write and read it in ChainXml and DraftData, then name it here.</summary>
    [Test]
    public void Every_member_of_a_chain_is_known_to_the_export()
    {
        Assert.That(Members<Stage>(), Is.EquivalentTo(new[] { "Id", "Name", "Steps", "ReturnsTo", "When", "ReturnsAtMost" }));
        Assert.That(Members<Step>(), Is.EquivalentTo(new[]
        {
            "Id", "Name", "Role", "Department", "Mode", "Signers", "Budget", "LegalBasis", "When", "SignerRoles", "Quorum", "Agency", "OnSilence", "KeepsOnReturn", "NotSignersOf",
        }));
        Assert.That(Members<QuorumRule>(), Is.EquivalentTo(new[] { "Count", "Share", "VetoRoles" }));
        Assert.That(Members<SilenceRule>(), Is.EquivalentTo(new[] { "Then", "LegalBasis" }));
        Assert.That(Members<TimeLimit>(), Is.EquivalentTo(new[] { "Amount", "Unit", "CountFrom", "LegalBasis", "Reach" }));
    }

    private static IEnumerable<string> Members<T>() => typeof(T).GetProperties().Select(property => property.Name);

    private static string Text(Chain chain) => JsonSerializer.Serialize(chain);
}
