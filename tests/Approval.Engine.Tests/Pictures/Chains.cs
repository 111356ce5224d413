using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using FsCheck;
using FsCheck.Fluent;
using Approval.Engine.Tests.Cases;

namespace Approval.Engine.Tests.Pictures;

/// <summary>Chains of every shape that the data may have: all members of stages and steps, set and not set.</summary>
internal static class Chains
{
    private static readonly Gen<string> Words = Gen.Elements("审查", "规划面积复核", "Review & <check>", "负责人\"审核\"", "a\nb", "第一步 ", "人防工程质量监督手续办理情况核查");

    private static readonly Gen<LocalText> Names = Words.Zip(Words, (zh, en) => new LocalText(zh, en));

    private static readonly Gen<string> Facts = Gen.Elements("form.buildingArea", "form.buildingUse", "project.key");

    private static readonly Gen<Condition> Plain = Gen.OneOf(
        Facts.Zip(Gen.Elements<ImmutableArray<string>>(["true"], ["a", "b"], ["住宅"]), Condition (fact, values) => new Condition.Is(fact, values)),
        Facts.Zip(Gen.Elements<(decimal?, decimal?)>((1m, null), (null, 2.50m), (0m, 1000m)), Condition (fact, bounds) => new Condition.Between(fact, bounds.Item1, bounds.Item2)),
        Facts.Zip(Gen.Elements(true, false), Condition (fact, there) => new Condition.Present(fact, there)));

    private static readonly Gen<Condition> Conditions = Gen.OneOf(
        Plain,
        Plain.Select(Condition (one) => new Condition.Not(one)),
        Plain.Zip(Plain, Condition (one, other) => new Condition.All([one, other])),
        Plain.Zip(Plain, Condition (one, other) => new Condition.Any([one, new Condition.Not(new Condition.All([other, one]))])));

    private static readonly Gen<TimeLimit> Limits =
        from amount in Gen.Elements(0, 1, 3, 40, 999)
        from unit in Gen.Elements(Enum.GetValues<TimeUnit>())
        from countFrom in Gen.Elements(Enum.GetValues<CountFrom>())
        from basis in Words
        select new TimeLimit(amount, unit, countFrom, basis);

    public static Gen<Chain> All { get; } =
        from count in Gen.Choose(0, 5)
        from seeds in Gen.ArrayOf(Stage(), count)
        select new Chain([.. seeds.Select((make, index) => make(index))]);

    public static Arbitrary<Chain> Arbitrary { get; } = Arb.From(All, Smaller);

    /// <summary>A licence with this chain.</summary>
    public static Procedure Licence(Chain chain) => Matters.Licence with { Chain = chain };

    private static Gen<Func<int, Stage>> Stage() =>
        from name in Names
        from steps in Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(Step(), count))
        from when in Maybe(Conditions)
        from most in Gen.Choose(1, 99)
        from backs in Gen.ArrayOf(Gen.Elements(true, false), 5)
        select (Func<int, Stage>)(index => new Stage($"s{index}", name, [.. steps.Select((make, place) => make($"step-{index}-{place}"))], [.. Enumerable.Range(0, index).Where(earlier => backs[earlier]).Select(earlier => $"s{earlier}").OrderDescending()])
        {
            When = when,
            ReturnsAtMost = most,
        });

    private static Gen<Func<string, Step>> Step() =>
        from name in Names
        from mode in Gen.Elements(Enum.GetValues<SigningMode>())
        from signers in Gen.Choose(2, 9)
        from department in Maybe(Words)
        from basis in Maybe(Words)
        from budget in Maybe(Limits)
        from when in Maybe(Conditions)
        from silence in Maybe(Gen.Elements(new SilenceRule(SilenceEffect.Escalate, null), new SilenceRule(SilenceEffect.DeemAgreed, "《条例》第九条")))
        from share in Gen.Elements(true, false)
        from flags in Gen.Choose(0, 15)
        select (Func<string, Step>)(id => new Step(id, name, Roles.Reviewer, department, mode, mode == SigningMode.Single ? 1 : signers, budget, basis)
        {
            When = when,
            OnSilence = silence,
            Quorum = mode == SigningMode.Quorum ? new QuorumRule(share ? null : 2, share ? 0.667m : null, (flags & 1) == 0 ? [] : [Roles.Head, Roles.Clerk]) : null,
            SignerRoles = (flags & 2) == 0 ? [] : [Roles.Reviewer, Roles.Head],
            Agency = (flags & 4) == 0 ? null : "FGW",
            KeepsOnReturn = (flags & 8) == 0,
            NotSignersOf = (flags & 6) == 0 ? [] : ["technical", "step-0-0"],
        });

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : class =>
        Gen.OneOf(Gen.Constant<T?>(null), some.Select(T? (value) => value));

    private static IEnumerable<Chain> Smaller(Chain chain) =>
        chain.Stages.IsEmpty ? [] : [new Chain(chain.Stages.RemoveAt(chain.Stages.Length - 1))];
}
