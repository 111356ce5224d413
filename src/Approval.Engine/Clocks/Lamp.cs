namespace Approval.Engine.Clocks;

/// <summary>The supervision lamp of a case (电子监察), from good to bad in the order of the members.</summary>
public enum Lamp
{
    Green,

    /// <summary>A special procedure runs; the time does not count.</summary>
    Blue,

    /// <summary>The warning threshold of a limit of the case is reached, or a step is over its budget.</summary>
    Yellow,

    /// <summary>Past the promise.</summary>
    Red,

    /// <summary>Past the law, or accepted only by force of law.</summary>
    RedPlus,
}
