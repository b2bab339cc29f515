namespace PartyNet.Application;

/// <summary>One value that a list can be narrowed to: the one place of its code and its label.</summary>
/// <param name="Code">What stands in addresses and in audit; stable.</param>
/// <param name="Name">What people read.</param>
public sealed record Choice<T>(string Code, string Name, T Value);

/// <summary>Tables of choices, in the order in which they are offered.</summary>
public static class Choices
{
    /// <summary>The choice that an address names; null where it names none, and where no choice has that code.</summary>
    public static Choice<T>? Find<T>(this IReadOnlyList<Choice<T>> choices, string? code) => choices.FirstOrDefault(c => c.Code == code);

    public static Choice<T> Of<T>(this IReadOnlyList<Choice<T>> choices, T value) =>
        choices.Single(c => EqualityComparer<T>.Default.Equals(c.Value, value));
}
