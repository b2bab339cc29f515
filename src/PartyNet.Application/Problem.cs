using ErrorOr;
using FluentValidation.Results;

namespace PartyNet.Application;

/// <summary>
/// What can go wrong through no fault of the program, as results of use cases. The code of a validation error is the field it belongs to,
/// the description what the user reads, in Vietnamese.
/// </summary>
public static class Problem
{
    /// <summary>Not there, or not for the caller: one answer for both, so that nobody learns what exists.</summary>
    public static Error NotFound() => Error.NotFound();

    public static Error At(string field, string message) => Error.Validation(field, message);

    /// <summary>Somebody else changed the same thing first. The page keeps what was typed and says what happened.</summary>
    public static Error Conflict(string message) => Error.Conflict("conflict", message);

    /// <summary>The rules forbid it to this caller although the thing is in reach, such as confirming one's own declaration.</summary>
    public static Error Forbidden(string message) => Error.Forbidden("forbidden", message);

    public static List<Error> ToErrors(this ValidationResult result) => [.. result.Errors.Select(e => At(e.PropertyName, e.ErrorMessage))];
}
