using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>What the procedure promises, from its public guide.</summary>
internal static class Headline
{
    public static void Show(IAnsiConsole console, Guide guide)
    {
        console.Write(new Rule($"{guide.Code} v{guide.Version.ToString(CultureInfo.InvariantCulture)} {guide.Name.Zh}").LeftJustified());
        var limits = new Grid().AddColumns(3);
        foreach (var (name, limit) in new[] { ("告知", guide.Limits.Notice), ("承诺", guide.Limits.Promised), ("法定", guide.Limits.Statutory), ("送达", guide.Limits.Delivery) })
        {
            limits.AddRow(new Text(name), new Text($"{limit.Amount.ToString(CultureInfo.InvariantCulture)} {Words.Unit(limit.Unit)}"), new Text(limit.LegalBasis));
        }

        console.Write(limits);
        console.WriteLine("环节 " + string.Join(" → ", guide.Chain.Stages.Select(stage => $"{stage.Name.Zh}（{string.Join(" ∥ ", stage.Steps.Select(Describe))}）")));
    }

    private static string Describe(Step step) => step.Signers > 1 ? $"{step.Name.Zh}，{step.Signers.ToString(CultureInfo.InvariantCulture)}人会签" : step.Name.Zh;
}
