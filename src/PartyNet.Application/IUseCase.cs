using PartyNet.Application.Access;

namespace PartyNet.Application;

/// <summary>
/// One thing that somebody can do or look at: a sealed class with <c>HandleAsync</c>. It says what it needs of its caller and asks
/// <see cref="AccessContext.Refusal"/> before it does anything else; what does not say it is not registered.
/// </summary>
public interface IUseCase
{
    static abstract AccessRequirement Needs { get; }
}
