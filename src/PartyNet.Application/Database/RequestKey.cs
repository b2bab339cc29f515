using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartyNet.Application.Database;

/// <summary>
/// The key that a form carries from the moment it is shown. The first request to commit stores it with the result;
/// a double click, F5 or retry finds it and gets the same answer, so nothing happens twice.
/// </summary>
public sealed class RequestKey
{
    public const int ResultLength = 300;

    public Guid UserId { get; init; }
    public Guid Key { get; init; }
    public string Result { get; set; } = "";
    public DateTimeOffset UsedAt { get; init; }

    /// <summary>
    /// A page that stays open keeps its key, and its form may ask for something else next time: what is asked for is part of the key.
    /// A form without a key stays one.
    /// </summary>
    public static Guid Of(Guid form, params IEnumerable<object?> asked)
    {
        if (form == Guid.Empty)
            return form;
        var text = string.Join('\n', asked.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)).Prepend(form.ToString()));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
