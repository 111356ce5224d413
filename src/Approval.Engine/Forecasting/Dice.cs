namespace Approval.Engine.Forecasting;

/// <summary>Chance that is the same for the same seed on every machine and in every version: SplitMix64, whose numbers are published with it.</summary>
public sealed class Dice(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong state = seed;

    /// <summary>Independent chance for a part of the work.</summary>
    public Dice For(ulong part) => new(Mixed(state ^ Mixed(unchecked(part + Step))));

    public ulong Next() => Mixed(state = unchecked(state + Step));

    /// <summary>0 up to and without 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 up to and without <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>The gap to the next of events that come by themselves, so many in a unit of time.</summary>
    public double Gap(double rate) => -Math.Log(1 - Share()) / rate;

    private static ulong Mixed(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
