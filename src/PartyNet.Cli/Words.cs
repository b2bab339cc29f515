using System.CommandLine;

namespace PartyNet.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Words
{
    /// <summary>Refuses every other word, in Vietnamese: the library's own refusals are English.</summary>
    public static void AcceptOnly(this Option option, IReadOnlyList<string> words) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !words.Contains(token.Value, StringComparer.Ordinal))
            result.AddError($"{option.Name} phải là {string.Join(", ", words.SkipLast(1))} hoặc {words[^1]}, không phải “{token.Value}”.");
    });

    /// <summary>The same of an enumeration, whose names are the words, in small letters.</summary>
    public static void AcceptOnly<T>(this Option<T> option)
        where T : struct, Enum =>
        option.AcceptOnly([.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())]);
}
