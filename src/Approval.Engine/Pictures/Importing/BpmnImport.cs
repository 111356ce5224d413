using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Pictures.Importing;

/// <summary>
/// Reads a block-structured BPMN 2.0 file as a chain: start, then tasks, parallel blocks and stages as sub-processes one after the other,
/// each perhaps skipped by a condition or left by a return, then the end. What our own export draws around the chain is left out.
/// </summary>
public static partial class BpmnImport
{
    public const int MaxBytes = BpmnFile.MaxBytes;

    public static ChainImport Read(byte[] xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var log = new ImportLog();
        try
        {
            var stages = new ChainReading(FlowGraph.Of(BpmnFile.Process(xml))).Read();
            RefuseDoubles(stages, log);
            var data = new DraftData(log).Of(stages);
            var findings = new FindingLog("bpmn");
            using var document = JsonDocument.Parse(data.ToJsonString(), new JsonDocumentOptions { MaxDepth = 2 * Walk.DeepestCondition });
            var chain = ChainShape.Chain(new JsonPlace(document.RootElement, "$", findings));
            foreach (var finding in findings.Findings)
            {
                log.Refuse(ElementAt(finding.Path, stages), "bpmn.data", $"{finding.Path}：{finding.Reason}", $"{finding.Path}: {finding.Reason}");
            }

            return log.Findings.Any(finding => finding.Refuses) ? new ChainImport(null, log.Findings) : new ChainImport(chain, log.Findings);
        }
        catch (NotAChainException refused)
        {
            return new ChainImport(null, log.Findings.Add(refused.Finding));
        }
    }

    private static void RefuseDoubles(List<StageDraft> stages, ImportLog log)
    {
        foreach (var nodes in new[] { stages.Select(stage => stage.Node), stages.SelectMany(stage => stage.Steps, (_, step) => step.Node) })
        {
            foreach (var twice in nodes.GroupBy(DraftData.IdOf).SelectMany(group => group.Skip(1)))
            {
                log.Refuse(twice.Id, "bpmn.duplicate_id", $"编号“{DraftData.IdOf(twice)}”重复。", $"The id '{DraftData.IdOf(twice)}' is there twice.");
            }
        }
    }

    private static string? ElementAt(string path, List<StageDraft> stages)
    {
        if (Place().Match(path) is not { Success: true } place || stages[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)] is not { } stage)
        {
            return null;
        }

        return place.Groups[2].Success ? stage.Steps[int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture)].Node.Id : stage.Node.Id;
    }

    [GeneratedRegex(@"\A\$\.stages\[(\d+)\](?:\.steps\[(\d+)\])?")]
    private static partial Regex Place();
}
